#include "CMallocCount.h"

#include <errno.h>
#include <stddef.h>

// glibc's own entry points, under the names it keeps for those who interpose the public ones.
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

// A thread's own, in a list of all that there ever were.
typedef struct counter {
    uint64_t allocations;
    struct counter *next;
    char padding[112]; // Apart from what another thread writes.
} counter;

static counter *all;
static __thread counter *own;

static void count(void) {
    if (!own) {
        own = __libc_calloc(1, sizeof *own);
        if (!own) return;
        own->next = __atomic_load_n(&all, __ATOMIC_RELAXED);
        while (!__atomic_compare_exchange_n(&all, &own->next, own, 1, __ATOMIC_RELEASE, __ATOMIC_RELAXED)) {}
    }
    __atomic_store_n(&own->allocations, own->allocations + 1, __ATOMIC_RELAXED);
}

uint64_t malloc_count_of_this_thread(void) { return own ? own->allocations : 0; }

uint64_t malloc_count_of_all_threads(void) {
    uint64_t sum = 0;
    for (counter *each = __atomic_load_n(&all, __ATOMIC_ACQUIRE); each; each = each->next) {
        sum += __atomic_load_n(&each->allocations, __ATOMIC_RELAXED);
    }
    return sum;
}

void *malloc(size_t size) {
    count();
    return __libc_malloc(size);
}

void *calloc(size_t elements, size_t size) {
    count();
    return __libc_calloc(elements, size);
}

void *realloc(void *memory, size_t size) {
    count();
    return __libc_realloc(memory, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    count();
    return __libc_memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
    count();
    *memory = __libc_memalign(alignment, size);
    return *memory ? 0 : ENOMEM;
}
