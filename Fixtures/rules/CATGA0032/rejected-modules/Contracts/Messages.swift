import Catga

public struct OrderPlaced: Event {
    public init() {}
}
