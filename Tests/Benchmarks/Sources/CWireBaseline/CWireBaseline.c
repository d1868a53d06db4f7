#include "CWireBaseline.h"

#include <stdlib.h>
#include <string.h>

// MARK: Encoding

static inline uint8_t *put8(uint8_t *to, uint8_t value) {
    *to = value;
    return to + 1;
}

static inline uint8_t *put32(uint8_t *to, int32_t value) {
    memcpy(to, &value, 4);
    return to + 4;
}

static inline uint8_t *put64(uint8_t *to, uint64_t value) {
    memcpy(to, &value, 8);
    return to + 8;
}

static inline int32_t utf16_length(const char *bytes, int32_t length) {
    uint64_t seen = 0, word;
    if (length >= 8) {
        for (int32_t i = 0; i + 8 <= length; i += 8) {
            memcpy(&word, bytes + i, 8);
            seen |= word;
        }
        memcpy(&word, bytes + length - 8, 8);
        if (((seen | word) & 0x8080808080808080u) == 0) return length;
    }
    int32_t units = 0;
    for (int32_t i = 0; i < length; i++) {
        uint8_t byte = (uint8_t)bytes[i];
        units += (byte & 0xC0) != 0x80;
        units += byte >= 0xF0;
    }
    return units;
}

static inline uint8_t *put_text(uint8_t *to, const cwire_text *text, int counts) {
    if (text->length == 0) return put32(to, 0);
    to = put32(to, ~text->length);
    to = put32(to, counts ? utf16_length(text->bytes, text->length) : text->length);
    memcpy(to, text->bytes, (size_t)text->length);
    return to + text->length;
}

static inline size_t text_size(const cwire_text *text) { return text->length == 0 ? 4 : 8 + (size_t)text->length; }

size_t cwire_size(const cwire_order *order) {
    size_t size = 1 + 8 + 8 + 8 + 4 + 4 + (size_t)order->flag_count;
    size += text_size(&order->customer_id) + text_size(&order->note);
    size += order->has_coupon ? text_size(&order->coupon) : 4;
    for (int32_t i = 0; i < order->item_count; i++) size += 1 + 4 + 8 + text_size(&order->items[i].sku);
    return size;
}

static inline uint8_t *encode(const cwire_order *order, uint8_t *to, int counts) {
    to = put8(to, 8);
    to = put64(to, order->id);
    to = put_text(to, &order->customer_id, counts);
    to = put64(to, (uint64_t)order->amount_cents);
    to = put64(to, (uint64_t)order->created_at);
    to = put_text(to, &order->note, counts);
    to = put32(to, order->item_count);
    for (int32_t i = 0; i < order->item_count; i++) {
        const cwire_item *item = &order->items[i];
        to = put8(to, 3);
        to = put_text(to, &item->sku, counts);
        to = put32(to, item->quantity);
        to = put64(to, (uint64_t)item->price_cents);
    }
    to = order->has_coupon ? put_text(to, &order->coupon, counts) : put32(to, -1);
    to = put32(to, order->flag_count);
    memcpy(to, order->flags, (size_t)order->flag_count);
    return to + order->flag_count;
}

uint8_t *cwire_encode(const cwire_order *order, uint8_t *target) { return encode(order, target, 0); }

uint8_t *cwire_encode_counting(const cwire_order *order, uint8_t *target) { return encode(order, target, 1); }

// MARK: Decoding

typedef struct {
    const uint8_t *at;
    const uint8_t *end;
    int strict;
} input;

static inline int get8(input *in, uint8_t *value) {
    if (in->end - in->at < 1) return -1;
    *value = *in->at++;
    return 0;
}

static inline int get32(input *in, int32_t *value) {
    if (in->end - in->at < 4) return -1;
    memcpy(value, in->at, 4);
    in->at += 4;
    return 0;
}

static inline int get64(input *in, void *value) {
    if (in->end - in->at < 8) return -1;
    memcpy(value, in->at, 8);
    in->at += 8;
    return 0;
}

static int is_utf8(const uint8_t *bytes, size_t count) {
    size_t i = 0;
    while (i < count) {
        uint8_t lead = bytes[i];
        if (i + 8 <= count) {
            uint64_t word;
            memcpy(&word, bytes + i, 8);
            if ((word & 0x8080808080808080u) == 0) {
                i += 8;
                continue;
            }
        }
        if (lead < 0x80) {
            i += 1;
            continue;
        }
        size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || lead > 0xF4 || count - i < length) return 0;
        uint8_t second = bytes[i + 1];
        uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < low || second > high) return 0;
        for (size_t k = 2; k < length; k++)
            if ((bytes[i + k] & 0xC0) != 0x80) return 0;
        i += length;
    }
    return 1;
}

// Returns 1 for a null.
static inline int get_text(input *in, cwire_text *text) {
    int32_t header;
    if (get32(in, &header)) return -1;
    text->length = 0;
    text->bytes = text->small;
    if (header == 0) return 0;
    if (header == -1) return 1;
    if (header > 0) return -1;
    int32_t length = ~header, units;
    if (get32(in, &units) || in->end - in->at < length) return -1;
    if (in->strict && !is_utf8(in->at, (size_t)length)) return -1;
    char *target = text->small;
    if (length > 15) {
        target = malloc((size_t)length);
        if (!target) return -1;
    }
    memcpy(target, in->at, (size_t)length);
    in->at += length;
    text->bytes = target;
    text->length = length;
    return 0;
}

static inline int decode_items(input *in, cwire_order *order) {
    int32_t count;
    if (get32(in, &count) || count < 0 || count > (in->end - in->at) / 17) return -1;
    order->items = malloc((size_t)count * sizeof(cwire_item));
    if (!order->items) return -1;
    for (int32_t i = 0; i < count; i++) {
        cwire_item *item = &order->items[i];
        uint8_t members;
        if (get8(in, &members) || members != 3 || get_text(in, &item->sku)) return -1;
        order->item_count = i + 1;
        if (get32(in, &item->quantity) || get64(in, &item->price_cents)) return -1;
    }
    return 0;
}

static inline int decode(input *in, cwire_order *order) {
    uint8_t members;
    order->note.bytes = order->note.small;
    order->coupon.bytes = order->coupon.small;
    order->customer_id.bytes = order->customer_id.small;
    order->items = NULL;
    order->item_count = 0;
    order->flags = NULL;
    if (get8(in, &members) || members != 8 || get64(in, &order->id)) return -1;
    if (get_text(in, &order->customer_id)) return -1;
    if (get64(in, &order->amount_cents) || get64(in, &order->created_at)) return -1;
    if (get_text(in, &order->note)) return -1;
    if (decode_items(in, order)) return -1;
    int coupon = get_text(in, &order->coupon);
    if (coupon < 0) return -1;
    order->has_coupon = coupon == 0;
    int32_t flags;
    if (get32(in, &flags) || flags < 0 || in->end - in->at < flags) return -1;
    order->flags = malloc((size_t)flags);
    if (!order->flags) return -1;
    memcpy(order->flags, in->at, (size_t)flags);
    order->flag_count = flags;
    in->at += flags;
    return in->at == in->end ? 0 : -1;
}

int cwire_decode_fresh(const uint8_t *bytes, size_t count, cwire_order *order) {
    input in = {bytes, bytes + count, 0};
    return decode(&in, order);
}

int cwire_decode_strict(const uint8_t *bytes, size_t count, cwire_order *order) {
    input in = {bytes, bytes + count, 1};
    return decode(&in, order);
}

static void free_text(cwire_text *text) {
    if (text->bytes != text->small) free((void *)text->bytes);
}

void cwire_free(cwire_order *order) {
    for (int32_t i = 0; i < order->item_count; i++) free_text(&order->items[i].sku);
    free_text(&order->customer_id);
    free_text(&order->note);
    free_text(&order->coupon);
    free(order->items);
    free(order->flags);
}

// MARK: View

static inline uint64_t load64(const uint8_t *at) {
    uint64_t value;
    memcpy(&value, at, 8);
    return value;
}

static inline int32_t load32(const uint8_t *at) {
    int32_t value;
    memcpy(&value, at, 4);
    return value;
}

static inline const uint8_t *pass_text(const uint8_t *at, uint64_t *sum) {
    int32_t header = load32(at);
    if (header >= -1) return at + 4;
    int32_t length = ~header;
    *sum += (uint64_t)length + at[8];
    return at + 8 + length;
}

uint64_t cwire_view_sum(const uint8_t *at) {
    uint64_t sum = load64(at + 1);
    at = pass_text(at + 9, &sum);
    sum += load64(at) + load64(at + 8);
    at = pass_text(at + 16, &sum);
    int32_t items = load32(at);
    at += 4;
    for (int32_t i = 0; i < items; i++) {
        at = pass_text(at + 1, &sum);
        sum += (uint64_t)load32(at) + load64(at + 4);
        at += 12;
    }
    at = pass_text(at, &sum);
    int32_t flags = load32(at);
    return sum + (uint64_t)flags + at[4];
}
