// fixture: severity CATGA0122 off
import Catga

protocol OrderStore: Sendable {}

struct OrderHandlers: Handlers {  // expect CATGA0017:8
    let store: any OrderStore
}

package final class MailHandlers: Handlers {  // expect CATGA0017:21
    let sender: String
    init(sender: String) { self.sender = sender }
}
