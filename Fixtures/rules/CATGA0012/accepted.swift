import Catga

struct AddNote: Command {
    var text: String
}

struct NoteHandlers: Handlers {
    func handle(_ command: AddNote) { on(true) }
    func handle(error: any Error) {}
    func on(switch isOn: Bool) {}
    func on() {}
    private func on(_ isOn: Bool) {}
}
