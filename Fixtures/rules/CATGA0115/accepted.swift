import Catga

struct OrderCreated: Event {}
struct SendFailure: Event {}
struct CancelRequested: Event {}
struct OrderTick: Event {}
struct PlaceVisited: Event {}
struct UpdateAvailable: Event {}
struct Sent: Event {}
struct AddEvent: Event {}
struct OrderCreatedEvent: Event {}
struct AddressBookOpened: Event {}
struct CreateOrder: Command {}
