// C++ protobuf. Parsing checks that text is UTF-8, as proto3 says.
#include "Peers.h"
#include "order.pb.h"

#include <google/protobuf/arena.h>

using google::protobuf::Arena;
using peers::proto::Order;

static Order prebuilt;
static std::string encoded;

static void build(Order &order) {
    order.set_id(plain.id);
    order.set_customer_id(plain.customer_id);
    order.set_amount_cents(plain.amount_cents);
    order.set_created_at(plain.created_at);
    order.set_note(plain.note);
    for (const Item &item : plain.items) {
        auto *added = order.add_items();
        added->set_sku(item.sku);
        added->set_quantity(item.quantity);
        added->set_price_cents(item.price_cents);
    }
    if (plain.coupon) order.set_coupon(*plain.coupon);
    order.set_flags(plain.flags.data(), plain.flags.size());
}

// Text by its length, and by its first byte where `text` says so.
template <typename Text> static uint64_t fields(const Order &order, Text text) {
    uint64_t sum = order.id() + text(order.customer_id()) + order.amount_cents() + order.created_at() + text(order.note());
    for (const auto &item : order.items()) sum += text(item.sku()) + item.quantity() + item.price_cents();
    if (order.has_coupon()) sum += text(order.coupon());
    return sum + text(order.flags());
}

static uint64_t lengths(const Order &order) {
    return fields(order, [](const std::string &text) { return uint64_t(text.size()); });
}

static uint64_t sum() {
    Order order;
    require(order.ParseFromString(encoded));
    return fields(order, [](const std::string &text) { return in_place(text); });
}

static uint64_t write(const Order &order, std::vector<uint8_t> &buffer) {
    size_t size = order.ByteSizeLong();
    require(size <= buffer.size());
    return order.SerializeWithCachedSizesToArray(buffer.data()) - buffer.data();
}

static uint64_t encode_prebuilt(uint64_t operations) {
    std::vector<uint8_t> buffer(4096);
    uint64_t total = 0;
    for (uint64_t i = 0; i < operations; i++) total += write(prebuilt, buffer);
    return total;
}

static uint64_t encode_built(uint64_t operations) {
    std::vector<uint8_t> buffer(4096);
    uint64_t total = 0;
    for (uint64_t i = 0; i < operations; i++) {
        Arena arena;
        Order *order = Arena::CreateMessage<Order>(&arena);
        build(*order);
        total += write(*order, buffer);
    }
    return total;
}

static uint64_t decode_arena(uint64_t operations) {
    uint64_t total = 0;
    for (uint64_t i = 0; i < operations; i++) {
        Arena arena;
        Order *order = Arena::CreateMessage<Order>(&arena);
        require(order->ParseFromArray(encoded.data(), encoded.size()));
        total += lengths(*order);
    }
    return total;
}

static uint64_t decode_fresh(uint64_t operations) {
    uint64_t total = 0;
    for (uint64_t i = 0; i < operations; i++) {
        Order order;
        require(order.ParseFromArray(encoded.data(), encoded.size()));
        total += lengths(order);
    }
    return total;
}

static uint64_t decode_reused(uint64_t operations) {
    Order order;
    uint64_t total = 0;
    for (uint64_t i = 0; i < operations; i++) {
        require(order.ParseFromArray(encoded.data(), encoded.size()));
        total += lengths(order);
    }
    return total;
}

void add_protobuf(std::vector<cwire_peer> &rows) {
    prebuilt.Clear();
    build(prebuilt);
    encoded = prebuilt.SerializeAsString();
    size_t size = encoded.size();
    rows.push_back({cwire_peer_encode, "protobuf, from a message made before", size, encode_prebuilt, sum});
    rows.push_back({cwire_peer_encode, "protobuf, message made on an arena", size, encode_built, sum});
    rows.push_back({cwire_peer_decode, "protobuf, arena", size, decode_arena, sum});
    rows.push_back({cwire_peer_decode, "protobuf, fresh message", size, decode_fresh, sum});
    rows.push_back({cwire_peer_decode, "protobuf, reused message", size, decode_reused, sum});
}
