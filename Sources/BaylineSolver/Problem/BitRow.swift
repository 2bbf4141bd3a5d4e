/// A fixed-size bit set of slots.
package struct BitRow: Sendable, Equatable {
  private var words: [UInt64]

  package init(count: Int) {
    words = Array(repeating: 0, count: (count + 63) / 64)
  }

  package subscript(bit: Int) -> Bool {
    get { (words[bit >> 6] >> UInt64(bit & 63)) & 1 != 0 }
    set {
      let mask = (1 as UInt64) << UInt64(bit & 63)
      if newValue { words[bit >> 6] |= mask } else { words[bit >> 6] &= ~mask }
    }
  }
}
