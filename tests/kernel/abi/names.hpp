// SPDX-License-Identifier: MIT
// Finds out which names headers define. Reads the output of a compiler with -E -dD.
#pragma once
#include <map>
#include <string>

#include "tests/support/host/files.hpp"

namespace nacre::test {

// Maps each name to the header that defines it. compare.hpp puts the two sets of headers in the folders
// libc-side and kernel-side. For a header in these folders, the value is the path that a program
// includes. Other headers, such as the compiler's, have their full path.
struct HeaderNames {
  std::map<std::string, std::string> constants;  // macros with a value, and enumerators
  std::map<std::string, std::string> tags;       // of structures and unions

  std::set<std::string> macros;  // all macros: compare.hpp undefines them
};

// Finds enumerators and tags in declarations, by counting braces and parentheses.
class DeclarationReader {
 public:
  explicit DeclarationReader(HeaderNames& names) : names_(names) {}

  // Reads a line of preprocessed text that comes from the header `file`.
  void read(const std::string& line, const std::string& file) {
    std::string spaced;
    for (const char c : line)
      if (std::string_view("{},;()=").find(c) != std::string_view::npos)
        spaced += std::string(" ") + c + " ";
      else
        spaced += c;
    for (const std::string& token : words(spaced)) {
      read_token(token, file);
      before_ = last_;
      last_ = token;
    }
  }

 private:
  void read_token(const std::string& token, const std::string& file) {
    if (token == "{") {
      ++depth_;
      if (last_ == "enum" || before_ == "enum")
        enum_depth_ = depth_, expects_name_ = true;
      else if ((before_ == "struct" || before_ == "union") && (islower(last_[0]) || last_[0] == '_'))
        names_.tags[last_] = file;
    } else if (token == "}") {
      if (enum_depth_ == depth_) enum_depth_ = 0;
      --depth_;
    } else if (enum_depth_ != 0 && enum_depth_ == depth_) {
      if (token == "(") ++parentheses_;
      if (token == ")") --parentheses_;
      if (token == "," && parentheses_ == 0) {
        expects_name_ = true;
      } else if (expects_name_ && (isalpha(token[0]) || token[0] == '_')) {
        if (!file.empty()) names_.constants[token] = file;
        expects_name_ = false;
      }
    }
  }

  HeaderNames& names_;
  std::string before_, last_;  // the two tokens before the current one
  int depth_ = 0, enum_depth_ = 0, parentheses_ = 0;
  bool expects_name_ = false;
};

inline HeaderNames header_names(const std::string& preprocessed) {
  HeaderNames names;
  DeclarationReader declarations(names);
  std::string file;
  for (const std::string& line : lines(preprocessed)) {
    if (line.starts_with("# ")) {
      file = split(line, '"').at(1);
      if (const size_t side = file.rfind("-side/"); side != file.npos) file = file.substr(side + 6);
      if (file.starts_with("<")) file.clear();  // <built-in> or <command-line>
    } else if (line.starts_with("#define ") || line.starts_with("#undef ")) {
      const std::vector<std::string> parts = words(line);
      const size_t parenthesis = parts.at(1).find('(');
      const std::string name = parts[1].substr(0, parenthesis);
      const bool defines = line.starts_with("#define ");
      if (file.empty() && defines) continue;
      names.constants.erase(name);
      names.macros.erase(name);
      if (defines) names.macros.insert(name);
      if (defines && parenthesis == name.npos && parts.size() > 2) names.constants[name] = file;
    } else if (!line.starts_with("#")) {
      declarations.read(line, file);
    }
  }
  return names;
}

}  // namespace nacre::test
