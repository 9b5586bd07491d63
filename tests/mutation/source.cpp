// SPDX-License-Identifier: MIT
// Splits a source into tokens, finds a statement by its tokens, and replaces it.
#include "tests/mutation/source.hpp"

#include <algorithm>
#include <cctype>
#include <set>
#include <stdexcept>

namespace nacre::mutation {
namespace {

using Tokens = std::vector<std::string_view>;

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

size_t length_until(std::string_view text, std::string_view end) {
  const size_t at = text.find(end);
  return at == std::string_view::npos ? text.size() : at + end.size();
}

// A quote that is not closed on its line is a token of its own. Mutants also change files that are not
// C, and their comments have apostrophes.
size_t literal_length(std::string_view text) {
  for (size_t i = 1; i < text.size() && text[i] != '\n'; ++i) {
    if (text[i] == text[0]) return i + 1;
    if (text[i] == '\\') ++i;
  }
  return 1;
}

size_t raw_literal_length(std::string_view text) {
  const size_t open = text.find('(');
  if (open == std::string_view::npos) return text.size();
  const std::string end = ")" + std::string(text.substr(2, open - 2)) + "\"";
  return length_until(text, end);
}

size_t word_length(std::string_view text) {
  const bool is_number = is_digit(text[0]);
  size_t i = 1;
  while (i < text.size() &&
         (is_word(text[i]) || (is_number && (text[i] == '.' || (text[i] == '\'' && i + 1 < text.size() &&
                                                                is_word(text[i + 1]))))))
    ++i;
  return i;
}

size_t comment_length(std::string_view text) {
  if (text.starts_with("//")) return text.substr(0, text.find('\n')).size();
  if (text.starts_with("/*")) return length_until(text.substr(2), "*/") + 2;
  return 0;
}

size_t token_length(std::string_view text) {
  if (text[0] == '"' || text[0] == '\'') return literal_length(text);
  if (text.starts_with("R\"")) return raw_literal_length(text);
  return is_word(text[0]) ? word_length(text) : 1;
}

bool is_at(const Tokens& in, size_t at, const Tokens& sought) {
  return at + sought.size() <= in.size() && std::equal(sought.begin(), sought.end(), in.begin() + at);
}

// The index of the bracket that closes the one at `open`.
size_t closing(const Tokens& in, size_t open) {
  int depth = 0;
  for (size_t i = open; i < in.size(); ++i) {
    if (in[i] == "(" || in[i] == "[" || in[i] == "{") ++depth;
    if ((in[i] == ")" || in[i] == "]" || in[i] == "}") && --depth == 0) return i;
  }
  throw std::runtime_error("a bracket is not closed");
}

// The index of the brace that begins the body of a function whose parameters are at `open`, or 0 if this
// is a call or a declaration. Qualifiers, a return type and initializers of members may be between the
// parameters and the body.
size_t body_after(const Tokens& in, size_t open) {
  bool initializes = false;
  for (size_t i = closing(in, open) + 1; i < in.size(); ++i) {
    const std::string_view token = in[i];
    if (token == ";" || token == "=" || token == ")" || token == "]" || token == "}") return 0;
    const bool is_after_value = in[i - 1] == ")" || in[i - 1] == "}";
    if (token == ":" && i + 1 < in.size() && in[i + 1] == ":")
      ++i;
    else if (token == ":")
      initializes = true;
    else if (token == "(" || token == "[" || (token == "{" && initializes && !is_after_value))
      i = closing(in, i);
    else if (token == "{")
      return i;
  }
  return 0;
}

struct Range {
  size_t begin, end;
};

// The bodies of all functions of this name, as tokens.
std::vector<Range> bodies(const Tokens& in, const Tokens& function) {
  std::vector<Range> found;
  for (size_t i = 0; i < in.size(); ++i) {
    const size_t open = i + function.size();
    if (!is_at(in, i, function) || open >= in.size() || in[open] != "(") continue;
    if (const size_t body = body_after(in, open); body != 0)
      found.push_back({body + 1, closing(in, body)});
  }
  return found;
}

}  // namespace

Tokens tokens(std::string_view source) {
  Tokens found;
  while (!source.empty()) {
    size_t length =
        std::isspace(static_cast<unsigned char>(source[0])) != 0 ? 1 : comment_length(source);
    if (length == 0) {
      length = token_length(source);
      found.push_back(source.substr(0, length));
    }
    source.remove_prefix(length);
  }
  return found;
}

std::string replace_statement(const std::string& source, std::string_view function,
                              std::string_view statement, std::string_view replacement) {
  const Tokens in = tokens(source);
  const Tokens sought = tokens(statement);
  if (sought.empty()) throw std::runtime_error("the statement is empty");
  const std::string place = function.empty() ? "the file" : "function " + std::string(function);
  const std::vector<Range> ranges =
      function.empty() ? std::vector<Range>{{0, in.size()}} : bodies(in, tokens(function));
  if (ranges.empty()) throw std::runtime_error("there is no " + place);

  std::set<size_t> found;  // a set, because one body may be inside another
  for (const Range& range : ranges)
    for (size_t i = range.begin; i + sought.size() <= range.end; ++i)
      if (is_at(in, i, sought)) found.insert(i);
  if (found.size() != 1)
    throw std::runtime_error(place + " has the statement " + std::to_string(found.size()) +
                             " times, not once: " + std::string(statement));

  const std::string_view last = in[*found.begin() + sought.size() - 1];
  const auto begin = static_cast<size_t>(in[*found.begin()].data() - source.data());
  const auto end = static_cast<size_t>(last.data() + last.size() - source.data());
  return source.substr(0, begin) + std::string(replacement) + source.substr(end);
}

}  // namespace nacre::mutation
