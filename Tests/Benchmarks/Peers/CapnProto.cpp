// Cap'n Proto. Reading checks every pointer as it is followed, but not that text is UTF-8.
#include "Peers.h"
#include "order.capnp.h"

#include <capnp/message.h>
#include <capnp/serialize.h>

namespace capn = peers::capn;

static kj::Array<capnp::word> encoded;

static kj::StringPtr pointer(const std::string &text) { return kj::StringPtr(text.data(), text.size()); }

static void build(capnp::MallocMessageBuilder &message) {
    auto order = message.initRoot<capn::Order>();
    order.setId(plain.id);
    order.setCustomerId(pointer(plain.customer_id));
    order.setAmountCents(plain.amount_cents);
    order.setCreatedAt(plain.created_at);
    order.setNote(pointer(plain.note));
    auto items = order.initItems(plain.items.size());
    for (size_t i = 0; i < plain.items.size(); i++) {
        items[i].setSku(pointer(plain.items[i].sku));
        items[i].setQuantity(plain.items[i].quantity);
        items[i].setPriceCents(plain.items[i].price_cents);
    }
    if (plain.coupon) order.setCoupon(pointer(*plain.coupon));
    order.setFlags(kj::arrayPtr(plain.flags.data(), plain.flags.size()));
}

static uint64_t text(capnp::Text::Reader text) { return in_place({text.begin(), text.size()}); }

static uint64_t sum() {
    capnp::FlatArrayMessageReader reader(encoded);
    auto order = reader.getRoot<capn::Order>();
    uint64_t sum = order.getId() + text(order.getCustomerId()) + order.getAmountCents() + order.getCreatedAt()
                   + text(order.getNote());
    for (auto item : order.getItems()) sum += text(item.getSku()) + item.getQuantity() + item.getPriceCents();
    if (order.hasCoupon()) sum += text(order.getCoupon());
    auto flags = order.getFlags();
    return sum + flags.size() + (flags.size() ? flags[0] : 0);
}

// The framing with a segment table, copied to a reused buffer as for a socket.
static uint64_t encode(uint64_t operations) {
    std::vector<capnp::word> scratch(512);
    std::vector<uint8_t> buffer(4096);
    uint64_t total = 0;
    for (uint64_t i = 0; i < operations; i++) {
        // A builder wants zeroed memory, and zeroes what it used when it goes.
        capnp::MallocMessageBuilder message(kj::arrayPtr(scratch.data(), scratch.size()));
        build(message);
        kj::ArrayOutputStream stream(kj::arrayPtr(buffer.data(), buffer.size()));
        capnp::writeMessage(stream, message);
        total += stream.getArray().size();
    }
    return total;
}

static uint64_t view(uint64_t operations) {
    uint64_t total = 0;
    for (uint64_t i = 0; i < operations; i++) total += sum();
    return total;
}

void add_capnproto(std::vector<cwire_peer> &rows) {
    capnp::MallocMessageBuilder message;
    build(message);
    encoded = capnp::messageToFlatArray(message);
    size_t size = encoded.size() * sizeof(capnp::word);
    rows.push_back({cwire_peer_encode, "Cap'n Proto, reused memory", size, encode, sum});
    rows.push_back({cwire_peer_view, "Cap'n Proto, open + access, text unchecked", size, view, sum});
}
