#define _GNU_SOURCE
#include "CCatgaCalls.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif

__thread uint32_t catga_calls_thread;

// Bit n: the number n is free. 0 is nobody's own.
static uint64_t free_numbers = ~(uint64_t)1;
static pthread_key_t number_key;
static pthread_once_t number_key_once = PTHREAD_ONCE_INIT;
static bool has_number_key;

// Called at a thread's end. The next thread with the number goes on counting where this one stopped.
static void give_back(void *number) {
    catga_calls_thread = 0;
    __atomic_fetch_or(&free_numbers, (uint64_t)1 << (uintptr_t)number, __ATOMIC_RELEASE);
}

static void make_number_key(void) { has_number_key = pthread_key_create(&number_key, give_back) == 0; }

static uint32_t take_number(void) {
    pthread_once(&number_key_once, make_number_key);
    if (!has_number_key) return 0;
    uint64_t numbers = __atomic_load_n(&free_numbers, __ATOMIC_RELAXED);
    while (numbers != 0) {
        uint32_t number = (uint32_t)__builtin_ctzll(numbers);
        uint64_t rest = numbers & (numbers - 1);
        if (!__atomic_compare_exchange_n(&free_numbers, &numbers, rest, true, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) {
            continue;
        }
        if (pthread_setspecific(number_key, (void *)(uintptr_t)number) == 0) return number;
        __atomic_fetch_or(&free_numbers, (uint64_t)1 << number, __ATOMIC_RELEASE);
        return 0;
    }
    return 0;
}

void catga_calls_add_slowly(catga_calls calls, bool leaving) {
    catga_calls_thread = take_number();
    catga_calls_stripe *stripe = &calls[catga_calls_thread];
    uint64_t *counter = leaving ? &stripe->left : &stripe->entered;
    __atomic_fetch_add(counter, 1, __ATOMIC_SEQ_CST);
}

catga_calls catga_calls_create(void) {
    void *memory = aligned_alloc(sizeof(catga_calls_stripe), CATGA_CALLS_STRIPES * sizeof(catga_calls_stripe));
    if (memory == NULL) abort();
    catga_calls_stripe *stripes = memory;
    for (int number = 0; number < CATGA_CALLS_STRIPES; number++) {
        stripes[number].entered = 0;
        stripes[number].left = 0;
    }
    return stripes;
}

void catga_calls_destroy(catga_calls calls) { free(calls); }

uint64_t catga_calls_in_flight(catga_calls calls) {
    // First who has left, then who has come: a call in between is counted as in flight, and none is missed.
    uint64_t left = 0, entered = 0;
    for (int number = 0; number < CATGA_CALLS_STRIPES; number++) {
        left += __atomic_load_n(&calls[number].left, __ATOMIC_ACQUIRE);
    }
    for (int number = 0; number < CATGA_CALLS_STRIPES; number++) {
        entered += __atomic_load_n(&calls[number].entered, __ATOMIC_ACQUIRE);
    }
    return entered - left;
}

void catga_calls_barrier(void) {
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
#ifdef SYS_membarrier
    // linux/membarrier.h: MEMBARRIER_CMD_PRIVATE_EXPEDITED and what registers for it.
    if (syscall(SYS_membarrier, 1 << 4, 0, 0) == 0 && syscall(SYS_membarrier, 1 << 3, 0, 0) == 0) return;
#endif
    // Without the system's help, wait far longer than a processor keeps a write to itself.
    struct timespec millisecond = {.tv_sec = 0, .tv_nsec = 1000000};
    nanosleep(&millisecond, NULL);
}
