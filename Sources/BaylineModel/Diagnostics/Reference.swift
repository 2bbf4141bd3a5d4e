/// What a reference names.
public enum Reference: String, CaseIterable, Sendable, Hashable {
  case calendar, kind, advisor, bay, technician, part, appointment, operation
}
