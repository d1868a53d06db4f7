#ifndef C_WIRE_BASELINE_H
#define C_WIRE_BASELINE_H

#include <stddef.h>
#include <stdint.h>

// What a careful C programmer would write for one message, `Order` of `WireMessages`, in the same format: MemoryPack's
// regular object. The measure of the generated encoder and decoder.

// Text of at most 15 bytes lies in the object, as in a Swift String; longer text has memory of its own.
typedef struct {
    const char *bytes;
    int32_t length;
    char small[16];
} cwire_text;

typedef struct {
    cwire_text sku;
    int32_t quantity;
    int64_t price_cents;
} cwire_item;

typedef struct {
    uint64_t id;
    cwire_text customer_id;
    int64_t amount_cents;
    int64_t created_at;
    cwire_text note;
    cwire_item *items;
    int32_t item_count;
    cwire_text coupon;
    int has_coupon;
    uint8_t *flags;
    int32_t flag_count;
} cwire_order;

// Bytes that the order takes.
size_t cwire_size(const cwire_order *order);

// Writes into `target`, which has room for `cwire_size`, and returns the end. The text is taken to be ASCII, so that its
// UTF-16 length need not be counted: less work than the generated encoder does.
uint8_t *cwire_encode(const cwire_order *order, uint8_t *target);

// As `cwire_encode`, but counts UTF-16 units, as a writer of any text must.
uint8_t *cwire_encode_counting(const cwire_order *order, uint8_t *target);

// Reads into an object that owns nothing yet, allocating for items, flags and long text. Lengths are checked; text is
// copied as it is. Returns 0, or -1 where the bytes end too early.
int cwire_decode_fresh(const uint8_t *bytes, size_t count, cwire_order *order);

// As `cwire_decode_fresh`, and refuses text that is not UTF-8, as the generated decoder does.
int cwire_decode_strict(const uint8_t *bytes, size_t count, cwire_order *order);

// Frees what decoding allocated.
void cwire_free(cwire_order *order);

// Reads every field in place, without any check, and returns a sum over all of them.
uint64_t cwire_view_sum(const uint8_t *bytes);

#endif
