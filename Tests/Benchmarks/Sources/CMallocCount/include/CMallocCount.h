#ifndef C_MALLOC_COUNT_H
#define C_MALLOC_COUNT_H

#include <stdint.h>

/// Allocations made by the calling thread since it started: malloc, calloc, realloc, aligned and posix ones.
uint64_t malloc_count_of_this_thread(void);

/// Those of all threads, the ended ones included.
uint64_t malloc_count_of_all_threads(void);

#endif
