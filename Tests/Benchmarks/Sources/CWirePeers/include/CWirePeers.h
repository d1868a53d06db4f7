#ifndef C_WIRE_PEERS_H
#define C_WIRE_PEERS_H

#include "CWireBaseline.h"

// What other serializers' C++ does with the same Order message. They come from a shared library of their own, which
// `Tests/Benchmarks/wire-peers` makes, so that the benchmarks build where none of them is installed.

typedef enum { cwire_peer_encode, cwire_peer_decode, cwire_peer_view } cwire_peer_kind;

typedef struct {
    cwire_peer_kind kind;
    // `protobuf, arena`, and what the library does not check, if anything.
    const char *name;
    // Bytes of the encoded order.
    size_t size;
    // Does the work `operations` times. Encoding returns the sum of the sizes; decoding and viewing the sum of all fields,
    // each time anew: of every number, every text's length and, in a view, its first byte.
    uint64_t (*run)(uint64_t operations);
    // The sum of the fields that lie in what was encoded, as a view's.
    uint64_t (*sum)(void);
} cwire_peer;

// The rows of `order`, which is kept. There are `*count` of them.
typedef const cwire_peer *(*cwire_peers_function)(const cwire_order *order, size_t *count);

// The rows of the shared library at `path`, or null and a reason in `*error`.
const cwire_peer *cwire_load_peers(const char *path, const cwire_order *order, size_t *count, const char **error);

#endif
