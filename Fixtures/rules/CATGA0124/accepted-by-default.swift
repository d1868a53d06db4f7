// fixture: kind executable

import Catga

struct OrderPlaced: Event {}
