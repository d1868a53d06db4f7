#include "CxxDispatch.h"

#include <functional>
#include <typeindex>
#include <unordered_map>
#include <vector>

namespace {

constexpr uint64_t count_of_types = 1000;

struct Message {
    uint64_t number;
    uint64_t other;
};

struct Handlers {
    uint64_t offset;
};

/// What a type is to `typeid`.
template <uint64_t number>
struct Type {};

using Function = uint64_t (*)(const Handlers *, const Message *);

template <uint64_t number>
__attribute__((noinline)) uint64_t handle(const Handlers *handlers, const Message *message) {
    return message->number + handlers->offset + number;
}

/// The same for Swift: a reply is an `Optional` whose last byte says whether there is none.
struct Reply {
    uint64_t value;
    uint8_t is_none;
};

template <uint64_t number>
__attribute__((noinline)) void *thunk(const void *handlers, const void *message, void *reply, const void *) {
    *static_cast<Reply *>(reply) = {
        static_cast<const Message *>(message)->number + static_cast<const Handlers *>(handlers)->offset + number, 0};
    return nullptr;
}

struct Entry {
    Function function;
    const Handlers *handlers;
};

const Handlers shared{1};

struct Table {
    Entry entries[count_of_types];
    cxx_handler thunks[count_of_types];
    std::type_index (*types[count_of_types])();
};

template <uint64_t number>
std::type_index type() {
    return std::type_index(typeid(Type<number>));
}

template <uint64_t... numbers>
const Table &make_table(std::integer_sequence<uint64_t, numbers...>) {
    static const Table table = {{{handle<numbers>, &shared}...}, {thunk<numbers>...}, {type<numbers>...}};
    return table;
}

const Table &table = make_table(std::make_integer_sequence<uint64_t, count_of_types>());

}  // namespace

cxx_handler cxx_handler_of(uint64_t type) { return table.thunks[type]; }

const void *cxx_handlers(void) { return &shared; }

uint64_t cxx_table(const uint32_t *order, uint64_t order_length, uint64_t count) {
    uint64_t sum = 0;
    for (uint64_t index = 0; index < count; ++index) {
        Message message{index, sum};
        const Entry &entry = table.entries[order[index & (order_length - 1)]];
        sum += entry.function(entry.handlers, &message);
    }
    return sum;
}

struct cxx_map {
    std::unordered_map<std::type_index, std::function<uint64_t(const void *)>> map;
    std::vector<std::type_index> types;
};

struct cxx_map *cxx_map_create(uint64_t types) {
    auto *result = new cxx_map;
    for (uint64_t number = 0; number < types; ++number) {
        result->types.push_back(table.types[number]());
        result->map[result->types.back()] = [number](const void *message) {
            return table.entries[number].function(&shared, static_cast<const Message *>(message));
        };
    }
    return result;
}

uint64_t cxx_map_send(struct cxx_map *map, const uint32_t *order, uint64_t order_length, uint64_t count) {
    uint64_t sum = 0;
    for (uint64_t index = 0; index < count; ++index) {
        Message message{index, sum};
        sum += map->map.find(map->types[order[index & (order_length - 1)]])->second(&message);
    }
    return sum;
}
