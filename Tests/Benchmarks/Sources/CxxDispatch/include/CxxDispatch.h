#ifndef CXX_DISPATCH_H
#define CXX_DISPATCH_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Sends `count` messages through a `std::unordered_map<std::type_index, std::function>`, always the same type, and
/// returns the sum of the replies.
uint64_t cxx_map_same(uint64_t count);

/// Sends `count` messages through a table of function pointers; `order` names each message's type, `order_length` is a
/// power of two.
uint64_t cxx_table(const uint32_t *order, uint64_t order_length, uint64_t count);

#ifdef __cplusplus
}
#endif

#endif
