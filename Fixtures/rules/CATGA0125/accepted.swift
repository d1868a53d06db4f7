import Catga

struct GetCache: Query {
    typealias Reply = String
}

struct RefreshCache: Command {}
