import Catga

enum Shop {
    struct Closed: Event {}
}

enum Stock {
    struct Closed: Event {}  // expect CATGA0032:12
}

struct Opened: Event {
    static let wireName = "8yn0iYCKYHlIj4-BwPqk"
}

struct Reopened: Event {
    static let wireName = "GReLUrM4wMqfg9yzV3KQ"  // expect CATGA0032:27
}
