package source

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Switch gives the bytes of a sources.toml in which the named sources are on,
// or off. Those that the file does not have are taken from others and put at
// its end. Comments and the order of all else stay as they are.
func Switch(file string, data []byte, others []Source, names []string, on bool) ([]byte, error) {
	have, err := Parse(file, data)
	if err != nil {
		return nil, err
	}
	lines := strings.SplitAfter(string(data), "\n")
	var added strings.Builder
	for _, name := range names {
		i := slices.IndexFunc(have, func(s Source) bool { return s.Name == name })
		if i >= 0 {
			end := len(lines)
			if i+1 < len(have) {
				end = have[i+1].Line - 1
			}
			setOn(lines[have[i].Line-1:end], on)
			continue
		}
		j := slices.IndexFunc(others, func(s Source) bool { return s.Name == name })
		if j < 0 {
			return nil, fmt.Errorf("%q is no source", name)
		}
		if !on {
			continue // it is off already
		}
		s := others[j]
		s.On = true
		added.WriteString("\n" + s.Format())
	}
	text := strings.Join(lines, "")
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	if text += added.String(); text != "" && len(data) == 0 {
		text = strings.TrimPrefix(text, "\n")
	}
	return []byte(text), check(file, text, names, on)
}

// setOn sets the key "on" of the lines of one entry.
func setOn(entry []string, on bool) {
	value := fmt.Sprintf("on = %t", on)
	for i, line := range entry {
		key, rest, ok := strings.Cut(line, "=")
		if !ok || strings.TrimSpace(key) != "on" {
			continue
		}
		comment := ""
		if at := strings.IndexByte(rest, '#'); at >= 0 {
			comment = " " + strings.TrimRight(rest[at:], "\r\n")
		}
		entry[i] = value + comment + "\n"
		return
	}
	entry[0] = strings.TrimRight(entry[0], "\r\n") + "\n" + value + "\n"
}

// check reads what was written: an edit of lines is right when the list says
// what it should.
func check(file, text string, names []string, on bool) error {
	now, err := Parse(file, []byte(text))
	if err != nil {
		return err
	}
	for _, name := range names {
		if i := slices.IndexFunc(now, func(s Source) bool { return s.Name == name }); (i >= 0 && now[i].On) != on {
			return errors.New(file + ": " + name + " cannot be switched here; set its key on by hand")
		}
	}
	return nil
}
