// fixture: severity CATGA31 off
// fixture: expect catga.json CATGA0040
import Catga

struct OrderPlaced: Event {}
