package voice

// lastSpeaker is the latest statement of speech with a source before token i,
// within two paragraphs, or -1. Speakers inside another's words do not count.
func (f *finder) lastSpeaker(i int) int {
	return f.lastWhere(i, func(s *Statement) bool { return true })
}

// lastWhere is lastSpeaker among those that ok accepts.
func (f *finder) lastWhere(i int, ok func(*Statement) bool) int {
	para := f.paragraph(i)
	for k := len(f.out) - 1; k >= 0; k-- {
		s := &f.out[k]
		if s.CueToken < 0 || s.CueToken >= i || !s.Class.Speech() || s.SpeakerHead < 0 || !ok(s) {
			continue
		}
		if para-f.paragraph(s.CueToken) > 2 {
			return -1
		}
		if !f.nested(s) {
			return k
		}
	}
	return -1
}

// nested tells whether the cue of s is in the content of another statement.
func (f *finder) nested(s *Statement) bool {
	for k := len(f.out) - 1; k >= max(0, len(f.out)-64); k-- {
		if f.out[k].covers(f.doc, s.CueToken) {
			return true
		}
	}
	return false
}
