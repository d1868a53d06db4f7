import Catga

struct PlaceOrder: Command {}
struct MarkOrderShipped: Command {}
struct NotifyOrderPlaced: Command {}
struct EnsureCreated: Command {}
struct SetEnabled: Command {}
struct Approved: Command {}
struct ApprovedCommand: Command {}
struct OrderPlaced: Event {}
