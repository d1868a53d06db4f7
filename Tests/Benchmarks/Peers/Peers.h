#pragma once

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

extern "C" {
#include "CWirePeers.h"
}

// The order as a C++ program would hold it. Every library encodes from it and is measured against the same sums.
struct Item {
    std::string sku;
    int32_t quantity;
    int64_t price_cents;
};

struct PlainOrder {
    uint64_t id;
    std::string customer_id;
    int64_t amount_cents;
    int64_t created_at;
    std::string note;
    std::vector<Item> items;
    std::optional<std::string> coupon;
    std::vector<uint8_t> flags;
};

extern PlainOrder plain;

// How text adds to a sum: by its length where it was copied, and by its first byte too where it is read in place.
inline uint64_t in_place(std::string_view text) {
    return text.size() + (text.empty() ? 0 : static_cast<uint8_t>(text[0]));
}

inline void require(bool holds) {
    if (!holds) abort();
}

void add_protobuf(std::vector<cwire_peer> &rows);
void add_flatbuffers(std::vector<cwire_peer> &rows);
void add_capnproto(std::vector<cwire_peer> &rows);
