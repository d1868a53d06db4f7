#ifndef CXX_DISPATCH_H
#define CXX_DISPATCH_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Up to 1,000 types, each with a handler of its own that adds. `order` names each message's type in turn, and
// `order_length` is a power of two.

/// A handler as a dispatch table of Catga's calls it.
typedef void *_Nullable (*cxx_handler)(
    const void *_Nonnull handlers, const void *_Nonnull message, void *_Nonnull reply, const void *_Nullable context);

cxx_handler _Nonnull cxx_handler_of(uint64_t type);
/// What the handlers are given.
const void *_Nonnull cxx_handlers(void);

/// Sends `count` messages through a table of function pointers and returns the sum of the replies.
uint64_t cxx_table(const uint32_t *_Nonnull order, uint64_t order_length, uint64_t count);

struct cxx_map;
/// A `std::unordered_map<std::type_index, std::function>` of that many types. It is never freed.
struct cxx_map *_Nonnull cxx_map_create(uint64_t types);
/// Sends `count` messages through it.
uint64_t cxx_map_send(struct cxx_map *_Nonnull map, const uint32_t *_Nonnull order, uint64_t order_length,
    uint64_t count);

#ifdef __cplusplus
}
#endif

#endif
