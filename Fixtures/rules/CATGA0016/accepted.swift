// fixture: severity CATGA0122 off

import Catga

struct StructHandlers: Handlers {}

final class ClassHandlers: Handlers {}

actor ActorHandlers: Handlers {}

enum Shop {
    struct NestedHandlers: Handlers {}
}

protocol ShopHandlers: Handlers {}
struct RefinedHandlers: ShopHandlers {}
