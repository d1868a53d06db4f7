// fixture: kind executable
import Catga
import Contracts
import Stock
