// fixture: kind executable
// fixture: severity CATGA0124 warning

import Catga

struct OrderPlaced: Event {}  // expect CATGA0124:8
