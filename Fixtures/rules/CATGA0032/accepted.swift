import Catga

enum Shop {
    struct Closed: Event {}
    struct Address: Payload {}
}

enum Stock {
    struct Closed: Event {
        static let wireName = "Stock.Closed"
    }
    struct Address: Payload {}
}

#if os(Linux)
struct Opened: Event {}
#endif
#if !os(Linux)
struct Opened: Event {}
#endif
