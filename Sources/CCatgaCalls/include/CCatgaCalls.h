#ifndef C_CATGA_CALLS_H
#define C_CATGA_CALLS_H

#include <stdbool.h>
#include <stdint.h>

// How many calls of a node have not returned, counted so that a call costs two additions to memory of its own thread.
//
// Each thread takes a number, and each node has a stripe of counters for each number; a thread that finds no number left
// shares stripe 0 with others and adds atomically. A call may return on another thread than it came from: what counts is
// the sum of all stripes.
//
// A call counts itself in before it looks whether the node is open, and who shuts down closes the node before counting.
// One of the two must see the other, which takes a barrier on both sides. Calls leave theirs to whoever shuts down:
// catga_calls_barrier makes all running threads of the process pass one.

#define CATGA_CALLS_STRIPES 64

typedef struct {
    uint64_t entered;
    uint64_t left;
    uint64_t padding[6]; // A cache line for each thread.
} catga_calls_stripe;

typedef catga_calls_stripe *_Nonnull catga_calls;

/// The calling thread's number; 0 while it has none.
extern __thread uint32_t catga_calls_thread __attribute__((tls_model("initial-exec")));

/// The calling thread's number, below CATGA_CALLS_STRIPES; 0 while it has none.
static inline uint32_t catga_calls_this_thread(void) { return catga_calls_thread; }

void catga_calls_add_slowly(catga_calls calls, bool leaving);

static inline void catga_calls_add(uint64_t *_Nonnull counter) {
    // No other thread writes here, so two plain moves do.
    __atomic_store_n(counter, __atomic_load_n(counter, __ATOMIC_RELAXED) + 1, __ATOMIC_RELEASE);
}

/// Counts a call in. What the call reads afterwards is read afterwards.
static inline void catga_calls_enter(catga_calls calls) {
    uint32_t number = catga_calls_thread;
    if (__builtin_expect(number == 0, 0)) {
        catga_calls_add_slowly(calls, false);
    } else {
        catga_calls_add(&calls[number].entered);
    }
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
}

/// Counts a call out, on whatever thread.
static inline void catga_calls_leave(catga_calls calls) {
    uint32_t number = catga_calls_thread;
    if (__builtin_expect(number == 0, 0)) {
        catga_calls_add_slowly(calls, true);
    } else {
        catga_calls_add(&calls[number].left);
    }
}

catga_calls catga_calls_create(void);
void catga_calls_destroy(catga_calls calls);

/// Calls that have not returned. 0 only if there was an instant at which there was none.
uint64_t catga_calls_in_flight(catga_calls calls);

/// Returns when every call is counted that may not have seen what the caller wrote before.
void catga_calls_barrier(void);

#endif
