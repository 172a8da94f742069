package neural

// arborescence is the state of the algorithm of Chu and Liu (1965) and Edmonds
// (1967): a contracted cycle lives on under its first node, and every arc of
// the contracted graph remembers the tokens that it joins. Its memory is used
// again.
type arborescence struct {
	w         int       // nodes, with the root 0
	score     []float32 // score[(v-1)*w+u] of the arc u→v
	from, to  []int32   // from[v*w+u], to[v*w+u]: the tokens that the arc u→v joins
	alive     []bool
	best      []int   // the best head of each node that is alive
	seen      []int   // for finding cycles
	node      []int32 // the node that a token belongs to now
	cycle     []int
	inner     []float32 // the score of the arc within the cycle into each of its nodes
	inCycle   []bool
	log       []contraction
	members   []member
	snapshots []int32 // a.node before each contraction
}

// contraction is a cycle: its nodes are members[first:last], and the node of
// each token before it stands in snapshots from snapshot on.
type contraction struct{ first, last, snapshot int }

// member is a node of a cycle and the arc by which the cycle enters it.
type member struct{ node, from, to int32 }

// edmonds writes the best arborescence over tokens 1..n with root 0 to heads.
// It changes score. Cost: O(n²) for each cycle.
func (a *arborescence) edmonds(n int, score []float32, heads []int) {
	w := n + 1
	a.w, a.score = w, score
	a.from, a.to = resize(a.from, w*w), resize(a.to, w*w)
	a.alive, a.inCycle, a.best, a.seen = resize(a.alive, w), resize(a.inCycle, w), resize(a.best, w), resize(a.seen, w)
	a.node = resize(a.node, w)
	a.log, a.members, a.snapshots = a.log[:0], a.members[:0], a.snapshots[:0]
	for v := range w {
		a.alive[v], a.node[v] = true, int32(v)
		for u := range w {
			a.from[v*w+u], a.to[v*w+u] = int32(u), int32(v)
		}
	}
	for {
		a.choose()
		if !a.findCycle() {
			break
		}
		a.contract()
	}
	a.open(heads)
}

// at is the score of the arc u→v.
func (a *arborescence) at(v, u int) *float32 { return &a.score[(v-1)*a.w+u] }

func (a *arborescence) choose() {
	for v := 1; v < a.w; v++ {
		if !a.alive[v] {
			continue
		}
		a.best[v] = -1
		for u := range a.w {
			if a.alive[u] && u != v && (a.best[v] < 0 || *a.at(v, u) > *a.at(v, a.best[v])) {
				a.best[v] = u
			}
		}
	}
}

// findCycle sets a.cycle to a cycle of best heads and tells whether there is one.
func (a *arborescence) findCycle() bool {
	clear(a.seen)
	for v := 1; v < a.w; v++ {
		if !a.alive[v] || a.seen[v] != 0 {
			continue
		}
		u := v
		for u != 0 && a.seen[u] == 0 {
			a.seen[u] = v
			u = a.best[u]
		}
		if u != 0 && a.seen[u] == v {
			a.cycle = append(a.cycle[:0], u)
			for x := a.best[u]; x != u; x = a.best[x] {
				a.cycle = append(a.cycle, x)
			}
			return true
		}
	}
	return false
}

func (a *arborescence) contract() {
	w, rep := a.w, a.cycle[0]
	c := contraction{first: len(a.members), snapshot: len(a.snapshots)}
	a.snapshots = append(a.snapshots, a.node...)
	a.inner = a.inner[:0]
	clear(a.inCycle)
	for _, v := range a.cycle {
		a.inCycle[v] = true
		arc := v*w + a.best[v]
		a.inner = append(a.inner, *a.at(v, a.best[v]))
		a.members = append(a.members, member{int32(v), a.from[arc], a.to[arc]})
	}
	c.last = len(a.members)
	a.log = append(a.log, c)
	for u := range w {
		if a.alive[u] && !a.inCycle[u] {
			a.redirectIn(u)
			if u > 0 {
				a.redirectOut(u)
			}
		}
	}
	for _, v := range a.cycle[1:] {
		a.alive[v] = false
	}
	for i, v := range a.node {
		if a.inCycle[v] {
			a.node[i] = int32(rep)
		}
	}
}

// redirectIn makes the best arc from u into the cycle the arc u→rep.
func (a *arborescence) redirectIn(u int) {
	w, rep := a.w, a.cycle[0]
	top, node := *a.at(rep, u)-a.inner[0], rep
	for k, v := range a.cycle[1:] {
		if s := *a.at(v, u) - a.inner[k+1]; s > top {
			top, node = s, v
		}
	}
	*a.at(rep, u) = top
	a.from[rep*w+u], a.to[rep*w+u] = a.from[node*w+u], a.to[node*w+u]
}

// redirectOut makes the best arc from the cycle to u the arc rep→u.
func (a *arborescence) redirectOut(u int) {
	w, rep := a.w, a.cycle[0]
	node := rep
	for _, v := range a.cycle {
		if *a.at(u, v) > *a.at(u, node) {
			node = v
		}
	}
	*a.at(u, rep) = *a.at(u, node)
	a.from[u*w+rep], a.to[u*w+rep] = a.from[u*w+node], a.to[u*w+node]
}

// open undoes the contractions, last first: the node of a cycle that an arc
// from outside has entered keeps that arc, all others the arc of the cycle.
func (a *arborescence) open(heads []int) {
	for i := range heads {
		heads[i] = -1
	}
	for v := 1; v < a.w; v++ {
		if a.alive[v] {
			arc := v*a.w + a.best[v]
			heads[a.to[arc]-1] = int(a.from[arc])
		}
	}
	for i := len(a.log) - 1; i >= 0; i-- {
		c := a.log[i]
		node := a.snapshots[c.snapshot : c.snapshot+a.w]
		for _, m := range a.members[c.first:c.last] {
			entered := false
			for v := 1; v < a.w && !entered; v++ {
				entered = node[v] == m.node && heads[v-1] >= 0
			}
			if !entered {
				heads[m.to-1] = int(m.from)
			}
		}
	}
}
