// fixture: severity CATGA0122 off
import Catga

class OpenHandlers: Handlers, @unchecked Sendable {}  // expect CATGA0016:7

enum NoHandlers: Handlers {}  // expect CATGA0016:6

struct StoreHandlers<Store>: Handlers {}  // expect CATGA0016:8

private struct HiddenHandlers: Handlers {}  // expect CATGA0016:16

extension String: Handlers {}  // expect CATGA0016:11
