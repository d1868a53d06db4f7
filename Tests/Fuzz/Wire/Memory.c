// How much memory is in use, and how much was at most, as the address sanitizer counts it.
#include <sanitizer/allocator_interface.h>
#include <stddef.h>

static __thread ptrdiff_t in_use, most;

static void allocated(const volatile void *memory, size_t size) {
    (void)memory;
    in_use += (ptrdiff_t)size;
    if (in_use > most) most = in_use;
}

static void freed(const volatile void *memory) {
    if (memory) in_use -= (ptrdiff_t)__sanitizer_get_allocated_size(memory);
}

void wire_memory_begin(void) {
    static int is_installed;
    if (!is_installed) is_installed = __sanitizer_install_malloc_and_free_hooks(allocated, freed);
    in_use = most = 0;
}

ptrdiff_t wire_memory_most(void) { return most; }
