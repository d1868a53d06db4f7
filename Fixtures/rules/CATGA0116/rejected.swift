import Catga

struct OrderPlaced: Command {}  // expect CATGA0116:8
struct InvoiceSent: Command {}  // expect CATGA0116:8
struct UserCreatedCommand: Command {}  // expect CATGA0116:8
