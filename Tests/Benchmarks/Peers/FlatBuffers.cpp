// FlatBuffers. Its verifier checks every offset and the zeros behind texts, but not that text is UTF-8.
#include "Peers.h"
#include "order_generated.h"

namespace flat = peers::flat;

static std::vector<uint8_t> encoded;

static uint64_t build(flatbuffers::FlatBufferBuilder &builder) {
    builder.Clear();
    auto customer = builder.CreateString(plain.customer_id);
    auto note = builder.CreateString(plain.note);
    flatbuffers::Offset<flat::OrderItem> items[16];
    require(plain.items.size() <= 16);
    for (size_t i = 0; i < plain.items.size(); i++) {
        const Item &item = plain.items[i];
        items[i] = flat::CreateOrderItem(builder, builder.CreateString(item.sku), item.quantity, item.price_cents);
    }
    auto vector = builder.CreateVector(items, plain.items.size());
    flatbuffers::Offset<flatbuffers::String> coupon = 0;
    if (plain.coupon) coupon = builder.CreateString(*plain.coupon);
    auto flags = builder.CreateVector(plain.flags);
    builder.Finish(flat::CreateOrder(builder, plain.id, customer, plain.amount_cents, plain.created_at, note, vector,
                                     coupon, flags));
    return builder.GetSize();
}

static uint64_t text(const flatbuffers::String *text) { return text ? in_place(text->string_view()) : 0; }

static uint64_t fields(const flat::Order *order) {
    uint64_t sum = order->id() + text(order->customer_id()) + order->amount_cents() + order->created_at()
                   + text(order->note());
    if (auto items = order->items()) {
        for (const auto *item : *items) sum += text(item->sku()) + item->quantity() + item->price_cents();
    }
    sum += text(order->coupon());
    if (auto flags = order->flags()) sum += flags->size() + (flags->size() ? flags->Get(0) : 0);
    return sum;
}

static const flat::Order *verified(const uint8_t *bytes, size_t size) {
    flatbuffers::Verifier verifier(bytes, size);
    require(flat::VerifyOrderBuffer(verifier));
    return flat::GetOrder(bytes);
}

static uint64_t sum() { return fields(verified(encoded.data(), encoded.size())); }

static uint64_t encode(uint64_t operations) {
    flatbuffers::FlatBufferBuilder builder(1024);
    uint64_t total = 0;
    for (uint64_t i = 0; i < operations; i++) total += build(builder);
    return total;
}

static uint64_t view(uint64_t operations) {
    uint64_t total = 0;
    for (uint64_t i = 0; i < operations; i++) total += sum();
    return total;
}

static uint64_t copy(const flatbuffers::String *text, std::string &target) {
    if (text) target.assign(text->data(), text->size());
    return target.size();
}

// Into the same plain struct that others are encoded from.
static uint64_t decode(uint64_t operations) {
    uint64_t total = 0;
    for (uint64_t i = 0; i < operations; i++) {
        const flat::Order *from = verified(encoded.data(), encoded.size());
        PlainOrder order{from->id(), {}, from->amount_cents(), from->created_at(), {}, {}, {}, {}};
        total += order.id + copy(from->customer_id(), order.customer_id) + order.amount_cents + order.created_at;
        total += copy(from->note(), order.note);
        if (auto items = from->items()) {
            order.items.resize(items->size());
            for (size_t k = 0; k < order.items.size(); k++) {
                const auto *item = items->Get(k);
                order.items[k].quantity = item->quantity();
                order.items[k].price_cents = item->price_cents();
                total += copy(item->sku(), order.items[k].sku) + item->quantity() + item->price_cents();
            }
        }
        if (from->coupon()) total += copy(from->coupon(), order.coupon.emplace());
        if (auto flags = from->flags()) order.flags.assign(flags->begin(), flags->end());
        total += order.flags.size();
    }
    return total;
}

void add_flatbuffers(std::vector<cwire_peer> &rows) {
    flatbuffers::FlatBufferBuilder builder;
    size_t size = build(builder);
    encoded.assign(builder.GetBufferPointer(), builder.GetBufferPointer() + size);
    rows.push_back({cwire_peer_encode, "FlatBuffers, reused builder", size, encode, sum});
    rows.push_back({cwire_peer_decode, "FlatBuffers, verify + copy, text unchecked", size, decode, sum});
    rows.push_back({cwire_peer_view, "FlatBuffers, verify + access, text unchecked", size, view, sum});
}
