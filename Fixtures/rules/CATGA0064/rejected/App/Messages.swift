// fixture: expect catga.lock CATGA0064 7 1
import Catga

struct OrderAccepted: Event {}
