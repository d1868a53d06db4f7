public import Catga
import GoldenContracts

/// Takes messages where they lie.
public struct ParcelHandlers: Handlers {
    let journal: Journal

    public init(journal: Journal) {
        self.journal = journal
    }

    func handle(_ parcel: borrowing WeighParcel.View, _ context: borrowing Context) throws -> Int64 {
        if parcel.label.isEmpty { throw Unlucky() }
        var grams: Int64 = 0
        for index in 0..<parcel.parts.count { grams += parcel.parts[index].grams }
        return grams
    }

    func on(_ loss: borrowing ParcelLost.View) {
        journal.note("lost \(loss.label.string)")
    }
}
