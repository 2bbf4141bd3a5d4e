/// The kind of thing a reference names.
public enum ReferenceKind: String, CaseIterable, Sendable, Hashable {
  case calendar, kind, advisor, bay, technician, team, equipment, part, appointment, operation
}
