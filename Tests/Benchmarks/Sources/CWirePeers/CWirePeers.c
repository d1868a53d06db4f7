#include "CWirePeers.h"

#include <dlfcn.h>

const cwire_peer *cwire_load_peers(const char *path, const cwire_order *order, size_t *count, const char **error) {
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    cwire_peers_function peers = library ? (cwire_peers_function)dlsym(library, "cwire_peers") : 0;
    if (peers) return peers(order, count);
    *error = dlerror();
    return 0;
}
