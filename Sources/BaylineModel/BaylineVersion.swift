/// The program's version, as `about` and `--version` state it.
public let baylineVersion = "0.1.0"
