import Catga

enum Shop {
    enum Orders {
        enum Messages {
            struct OrderPlaced: Event {
                var orderID: UInt64
            }
        }
    }
}
