import BaylineMath
import BaylineModel
import Testing

@Suite struct ExactMathTests {
  @Test func theLogarithmIsThatOfTheTables() {
    #expect(abs(ExactMath.log(10) - 2.302_585_092_994_046) < 1e-15)
    #expect(abs(ExactMath.log(1e-300) + 690.775_527_898_213_7) < 1e-12)
    #expect(ExactMath.log(1) == 0)
    #expect(ExactMath.log(0) == -.infinity)
  }

  @Test func theExponentialUndoesTheLogarithm() {
    for x in [1e-200, 0.003, 0.5, 1, 2.718, 100, 1e200] {
      #expect(abs(ExactMath.exp(ExactMath.log(x)) / x - 1) < 1e-13)
    }
    #expect(abs(ExactMath.exp(1) - 2.718_281_828_459_045) < 1e-15)
  }

  @Test func theGammaFunctionIsTheFactorial() {
    // Γ(11) = 10! = 3,628,800; Γ(1/2) = √π.
    #expect(abs(ExactMath.exp(ExactMath.logGamma(11)) / 3_628_800 - 1) < 1e-12)
    #expect(abs(ExactMath.logGamma(0.5) - 0.572_364_942_924_700_1) < 1e-13)
  }
}
