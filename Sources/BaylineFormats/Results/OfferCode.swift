import BaylineMath
package import BaylineModel

/// A short code of what an offer promises, so that a number read out earlier cannot come to mean another offer.
package enum OfferCode {
  /// Four hexadecimal digits for the whole request with the arrival and advisor of an offer.
  package static func code(_ offer: Offer, of request: Appointment) -> String {
    var hash = FNV1a()
    hash.combine("\(DemandFormat.encode(request))\n\(offer.reception.arrival)\n\(offer.reception.advisor)")
    let value = (hash.value ^ hash.value >> 32) & 0xffff_ffff
    let folded = String((value ^ value >> 16) & 0xffff, radix: 16)
    return String(repeating: "0", count: 4 - folded.count) + folded
  }
}
