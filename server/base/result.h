#pragma once
// Result<T>: how every fallible function of Niangjia answers.
//
// A daily refusal ("该职工已在××工会，请先办理转会") is a value, not an exception. Exceptions mean a bug or
// an exhausted machine; they are caught once, at the edge of a request or a job.
//
//   Result<Member> found = find_member(tx, id);
//   TRY(Member member, find_member(tx, id));      // returns the Problem to the caller on failure
//   CHECK_OK(save(tx, permit, member));           // the same for Result<void>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace niangjia {

// What kind of failure this is. The edge maps it to an HTTP status and the command line to an exit code.
enum class Code {
  invalid,          // the input is wrong; `fields` say where           422
  unauthenticated,  // nobody is logged in                              401
  forbidden,        // logged in, but this is not theirs                403
  not_found,        // no such thing, or none that the actor may see    404
  conflict,         // the state of the thing does not allow the act    409
  too_large,        // over a limit of size                             413
  too_many,         // over a limit of rate, or a lock-out              429
  unavailable,      // busy, stopping, or the disk is full; try again   503
  internal,         // a bug; the log has `inside`                      500
};

// Text for the log only. A type of its own, so that it cannot be sent to a person by mistake.
struct InsideText {
  std::string text;
};

// One field of an input that is wrong: `path` is a JSON pointer without the leading slash ("members/3/phone").
struct FieldProblem {
  std::string path;
  std::string message;  // a Chinese sentence: what is wrong and what to do
};

// A refusal. `message` is a Chinese sentence that tells a cadre or a worker what to do next.
// `reason` is a stable machine word such as "union.name_taken"; tests and other programs rely on it.
struct Problem {
  Code code = Code::internal;
  std::string reason;
  std::string message;
  std::vector<FieldProblem> fields;
  InsideText inside;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}           // NOLINT: implicit on purpose
  Result(Problem problem) : state_(std::in_place_index<1>, std::move(problem)) {}  // NOLINT
  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  Problem& problem() & { return std::get<1>(state_); }
  const Problem& problem() const& { return std::get<1>(state_); }
  Problem&& problem() && { return std::get<1>(std::move(state_)); }

 private:
  std::variant<T, Problem> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Problem problem) : problem_(std::move(problem)) {}  // NOLINT
  bool ok() const { return !problem_.has_value(); }
  explicit operator bool() const { return ok(); }
  Problem& problem() & { return *problem_; }
  const Problem& problem() const& { return *problem_; }
  Problem&& problem() && { return std::move(*problem_); }

 private:
  std::optional<Problem> problem_;
};

// Makers that read as a sentence: return refuse(Code::conflict, "union.dissolved", "该工会已撤销，不能再…").
inline Problem refuse(Code code, std::string_view reason, std::string message) {
  return Problem{code, std::string(reason), std::move(message), {}, {}};
}
inline Problem bug(std::string inside) {
  return Problem{Code::internal, "internal", "系统内部出现问题，已记录。请稍后再试，仍不行请联系系统管理员。", {},
                 InsideText{std::move(inside)}};
}

// The machine word of a Code as it stands in problem+json and logs.
std::string_view code_word(Code code);

}  // namespace niangjia

#define NIANGJIA_JOIN2(a, b) a##b
#define NIANGJIA_JOIN(a, b) NIANGJIA_JOIN2(a, b)
#define NIANGJIA_TRY(temp, declaration, expression) \
  auto temp = (expression);                         \
  if (!temp.ok()) return std::move(temp).problem(); \
  declaration = std::move(temp).value()
// TRY(auto x, f()); assigns or returns f's Problem from the current function.
#define TRY(declaration, ...) NIANGJIA_TRY(NIANGJIA_JOIN(try_result_, __LINE__), declaration, (__VA_ARGS__))
// CHECK_OK(f()); returns f's Problem, if it has one, from the current function.
#define CHECK_OK(...)                              \
  do {                                             \
    auto check_result = (__VA_ARGS__);             \
    if (!check_result.ok()) return std::move(check_result).problem(); \
  } while (false)
