#include "CxxDispatch.h"

#include <functional>
#include <typeindex>
#include <unordered_map>

namespace {

struct Message {
    uint64_t number;
    uint64_t other;
};

struct Handlers {
    uint64_t offset;
};

using Map = std::unordered_map<std::type_index, std::function<uint64_t(const void *)>>;

Map make_map() {
    Map map;
    map[std::type_index(typeid(Message))] = [](const void *message) {
        return static_cast<const Message *>(message)->number + 1;
    };
    map[std::type_index(typeid(int))] = [](const void *) { return uint64_t(0); };
    map[std::type_index(typeid(long))] = [](const void *) { return uint64_t(1); };
    return map;
}

using Function = uint64_t (*)(const Handlers *, const Message *);

template <uint64_t number>
__attribute__((noinline)) uint64_t handle(const Handlers *handlers, const Message *message) {
    return message->number + handlers->offset + number;
}

struct Entry {
    Function function;
    const Handlers *handlers;
};

const Handlers shared{1};

template <uint64_t... numbers>
const Entry *make_table(std::integer_sequence<uint64_t, numbers...>) {
    static const Entry table[] = {{handle<numbers>, &shared}...};
    return table;
}

const Entry *const table = make_table(std::make_integer_sequence<uint64_t, 64>());

}  // namespace

uint64_t cxx_map_same(uint64_t count) {
    static const Map map = make_map();
    uint64_t sum = 0;
    for (uint64_t index = 0; index < count; ++index) {
        Message message{index, 0};
        sum += map.find(std::type_index(typeid(Message)))->second(&message);
    }
    return sum;
}

uint64_t cxx_table(const uint32_t *order, uint64_t order_length, uint64_t count) {
    uint64_t sum = 0;
    for (uint64_t index = 0; index < count; ++index) {
        Message message{index, 0};
        const Entry &entry = table[order[index & (order_length - 1)]];
        sum += entry.function(entry.handlers, &message);
    }
    return sum;
}
