// fixture: severity CATGA0031 off
// fixture: severity CATGA0001 error
import Catga

public struct OrderPlaced: Event {}
