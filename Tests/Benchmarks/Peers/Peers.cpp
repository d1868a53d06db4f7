#include "Peers.h"

PlainOrder plain;

static std::string copied(const cwire_text &text) { return std::string(text.bytes, text.length); }

extern "C" const cwire_peer *cwire_peers(const cwire_order *order, size_t *count) {
    static std::vector<cwire_peer> rows;
    plain = {order->id,   copied(order->customer_id), order->amount_cents, order->created_at, copied(order->note), {},
             std::nullopt, {order->flags, order->flags + order->flag_count}};
    for (int32_t i = 0; i < order->item_count; i++) {
        const cwire_item &item = order->items[i];
        plain.items.push_back({copied(item.sku), item.quantity, item.price_cents});
    }
    if (order->has_coupon) plain.coupon = copied(order->coupon);
    add_protobuf(rows);
    add_flatbuffers(rows);
    add_capnproto(rows);
    *count = rows.size();
    return rows.data();
}
