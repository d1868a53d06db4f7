import Catga

struct CreateOrder: Event {  // expect CATGA0115:8
    var orderID: UInt64
}

struct SendMail: ReliableEvent {}  // expect CATGA0115:8
struct DeleteUserEvent: Event {}  // expect CATGA0115:8
