import Catga

struct PasswordChanged: Event {
    var userID: UInt64
    var passwordLength: Int32
    var hasPassword: Bool
    var passwordHint: String
    var tokenID: String
    var key: String
    var token: UInt64
    var secretariat: String
}

// A command goes to its one handler.
struct LogIn: Command {
    var password: String
}
