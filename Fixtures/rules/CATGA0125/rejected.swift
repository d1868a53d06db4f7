import Catga

struct RefreshCache: Query {}  // expect CATGA0125:8

struct Ping: Query {  // expect CATGA0125:8
    typealias Reply = Void
}
