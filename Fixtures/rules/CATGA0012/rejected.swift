import Catga

struct Note: Payload {
    var text: String
}

struct NoteHandlers: Handlers {
    func handle(_ command: AddNote) {}  // expect CATGA0012:28
    func on(_ note: Note) {}  // expect CATGA0012:21
    func on(_ text: String) {}  // expect CATGA0012:21
    func handle(_ command: any Command) {}  // expect CATGA0012:28
}
